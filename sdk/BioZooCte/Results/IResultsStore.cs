using System.Collections.Immutable;

namespace BioZooCte.Results;

/// <summary>
/// Keeps what models gave for images, so that no pass is run twice: not after a crash, not by a second process, not for
/// another ranking. Used by several threads and several processes at the same time.
/// </summary>
/// <remarks>Whatever a method saves is whole or absent, and is there when the method returns.</remarks>
public interface IResultsStore : IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Location { get; }

    /// <summary>The counts of images that are whole; an image without any is left out.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="image">Of this image alone; null for all.</param>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    IReadOnlyDictionary<ImageIdentity, IReadOnlyList<StoredCounts>> FindCounts(
        ModelQuestion question, ImageIdentity? image = null);

    /// <summary>What is kept of images unperturbed; those that are not whole are left out.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    IReadOnlyDictionary<ImageIdentity, StoredSample> FindSamples(
        ModelQuestion question, ImmutableArray<ImageIdentity> images);

    /// <summary>
    /// Keeps an image that is whole, in place of its tiles, and ends the claim on it. What is kept already stays.
    /// </summary>
    /// <exception cref="ResultsStoreException">It cannot be kept.</exception>
    void SaveImage(
        ModelQuestion question, ImageIdentity image, ImmutableArray<StoredPair> pairs, StoredSample sample);

    /// <summary>What is kept of an image that is not whole.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    IReadOnlyList<StoredTile> FindTiles(ModelQuestion question, ImageIdentity image);

    /// <summary>Keeps a part of an image that is not whole; what is kept already stays.</summary>
    /// <exception cref="ResultsStoreException">It cannot be kept.</exception>
    void SaveTile(ModelQuestion question, ImageIdentity image, StoredTile tile);

    /// <summary>A remark, such as why an image failed; null for none.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="image">Of which image; null for the model as such.</param>
    /// <param name="kind">What the remark is about.</param>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    string? FindRemark(ModelQuestion question, ImageIdentity? image, string kind);

    /// <summary>The remarks of a kind on images.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    IReadOnlyDictionary<ImageIdentity, string> FindRemarks(ModelQuestion question, string kind);

    /// <summary>Keeps a remark; one of its kind that is there already stays.</summary>
    /// <exception cref="ResultsStoreException">It cannot be kept.</exception>
    void SaveRemark(ModelQuestion question, ImageIdentity? image, string kind, string text);

    /// <summary>
    /// Claims an image, so that no other process computes the same. A claim ends with <see cref="SaveImage"/>,
    /// <see cref="Release"/>, or the process.
    /// </summary>
    /// <returns>Whether it is this store's; false while another, or this one, has it.</returns>
    /// <exception cref="ResultsStoreException">It cannot be written.</exception>
    bool TryClaim(ModelQuestion question, ImageIdentity image);

    /// <summary>Whether a process that runs has claimed an image, this one among them.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    bool IsClaimed(ModelQuestion question, ImageIdentity image);

    /// <summary>Ends a claim of this store; what is kept of the image's tiles stays.</summary>
    /// <exception cref="ResultsStoreException">It cannot be written.</exception>
    void Release(ModelQuestion question, ImageIdentity image);
}
