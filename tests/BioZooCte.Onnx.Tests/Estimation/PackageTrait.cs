namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>What a package of the reference folder must be like to be a case of a test.</summary>
public enum PackageTrait
{
    /// <summary>A model of the zoo: a folder of format 0.5 that scales percentiles.</summary>
    Scaling,

    /// <summary>A variant whose output is of another resolution than its input.</summary>
    OtherScale,

    /// <summary>A variant that states one size of its images.</summary>
    FixedSize,

    /// <summary>A variant whose input has its channels last.</summary>
    ChannelsLast,

    /// <summary>A variant that gives more than two classes by softmax.</summary>
    SeveralClasses,

    /// <summary>A variant that takes volumes.</summary>
    Volume,
}
