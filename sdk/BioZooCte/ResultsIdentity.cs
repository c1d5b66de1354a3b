using BioZooCte.Files;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Results;

namespace BioZooCte;

/// <summary>
/// What a results store knows models, images and software by, so that what it keeps can be told from what is at hand.
/// </summary>
public static class ResultsIdentity
{
    /// <summary>A model: sha256 of its RDF and of the weights that run, 64 hexadecimal digits.</summary>
    /// <param name="package">The model, which stays its opener's.</param>
    /// <param name="backend">What runs it.</param>
    /// <exception cref="UnsupportedModelException">It cannot be run, so nothing is ever kept of it.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    public static string OfModel(ModelPackage package, IModelBackend backend)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(backend);
        return OfOpenModel(SegmentationModel.Open(package, backend));
    }

    /// <summary>The software: the library, what runs networks, and .NET, each with its version.</summary>
    public static string OfSoftware(IModelBackend backend) =>
        string.Join("; ", EstimationDescription.SoftwareOf(backend).Select(one => $"{one.Name} {one.Version}"));

    /// <summary>An image file: its content, and its name without folders.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ImageIdentity> OfImageAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ImageIdentity(
            await ContentHash.OfAsync(path, cancellationToken).ConfigureAwait(false), Path.GetFileName(path));
    }

    /// <summary>A model that is open.</summary>
    internal static string OfOpenModel(SegmentationModel model) =>
        HashOf([model.Description.RdfSha256, model.Network.Sha256]);

    /// <summary>One hash of several texts.</summary>
    internal static string HashOf(IEnumerable<string> parts) => ContentHash.Of(string.Join('\n', parts));
}
