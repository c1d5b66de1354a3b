using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Zoo;

/// <summary>Which files of a package are downloaded.</summary>
internal static class PackageContents
{
    /// <summary>The format of the weights that this library's backend runs.</summary>
    private const string Runnable = "onnx";

    /// <summary>The files, each once; the RDF is not among them.</summary>
    /// <param name="model">What the package states.</param>
    /// <param name="contents">How much of it.</param>
    /// <param name="source">The RDF as errors name it.</param>
    /// <exception cref="InvalidModelPackageException">
    /// It cannot be run, and no more than that was asked for.
    /// </exception>
    public static IReadOnlyList<FileDescription> Of(ModelDescription model, ZooContents contents, string source)
    {
        List<FileDescription> files = [];
        if (contents == ZooContents.Description)
        {
            return files;
        }

        foreach (WeightsDescription weights in model.Weights)
        {
            if (weights.Format == Runnable || contents == ZooContents.All)
            {
                files.Add(weights.Source);
                files.AddRange(weights.ExternalData is null ? [] : [weights.ExternalData]);
            }
        }

        if (files.Count == 0 && contents != ZooContents.All)
        {
            throw WithoutRunnable(model, source);
        }

        if (contents != ZooContents.Runnable)
        {
            IEnumerable<TensorDescription> tensors = [.. model.Inputs, .. model.Outputs];
            files.AddRange(tensors.Select(tensor => tensor.TestTensor).OfType<FileDescription>());
        }

        if (contents == ZooContents.All)
        {
            // What lies elsewhere, such as a cover or a page, is no part of the package.
            files.AddRange(NamedFiles.In(model.Rdf).Where(file => PackagePath.AsUrl(file.Source) is null));
        }

        return
        [
            .. files.GroupBy(PlaceOf, StringComparer.Ordinal)
                .Select(group => group.FirstOrDefault(file => file.Sha256 is not null) ?? group.First()),
        ];
    }

    /// <summary>The same for one file, however its path is written.</summary>
    private static string PlaceOf(FileDescription file) =>
        PackagePath.AsUrl(file.Source) is null ? PackagePath.Normalize(file.Source) ?? file.Source : file.Source;

    private static InvalidModelPackageException WithoutRunnable(ModelDescription model, string source)
    {
        IEnumerable<string> others = model.Weights.Select(weights => $"{weights.Format} ({weights.Source.Source})");
        return new InvalidModelPackageException(
            source,
            null,
            "weights",
            model.Weights.IsEmpty ? "no weights" : $"no ONNX weights, only {string.Join(", ", others)}",
            "onnx, which is what can be run here");
    }
}
