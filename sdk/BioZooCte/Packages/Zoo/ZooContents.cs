namespace BioZooCte.Packages.Zoo;

/// <summary>How much of a package is downloaded; each has what those before it have.</summary>
public enum ZooContents
{
    /// <summary>The RDF alone, to read what it states.</summary>
    Description,

    /// <summary>What running it takes: the RDF and the ONNX weights.</summary>
    Runnable,

    /// <summary>Also the tensors that a test gives and expects.</summary>
    WithTests,

    /// <summary>All files that the RDF names by a path, whatever the weights' formats.</summary>
    All,
}
