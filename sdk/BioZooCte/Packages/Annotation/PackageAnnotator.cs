using BioZooCte.Files;

namespace BioZooCte.Packages.Annotation;

/// <summary>
/// Writes evaluations into copies of packages, at <c>config.bioimageio.evaluations</c>: the place that format 0.5 has for
/// them, and that formats 0.3 and 0.4 leave free. What was there stays as it was, byte for byte; the package itself is
/// not changed.
/// </summary>
public static class PackageAnnotator
{
    /// <summary>
    /// Copies a package with an evaluation in its RDF: a folder to a folder, a zip to a zip, an RDF alone to a file. An
    /// earlier evaluation of the same data set, metrics and program is replaced.
    /// </summary>
    /// <param name="source">The package: a folder with an RDF, a zip, or the RDF itself.</param>
    /// <param name="destination">The copy, which is there in full or not at all; nothing may be there yet.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="options">What is allowed of a zip; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <exception cref="InvalidModelPackageException">
    /// There is no package, its RDF is not valid, or its place for evaluations is taken or cannot be edited safely.
    /// </exception>
    /// <exception cref="IOException">Something is at the destination, or it cannot be written.</exception>
    public static async Task CopyAsync(
        string source,
        string destination,
        PackageEvaluation evaluation,
        PackageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using RdfSource rdf = Open(source, destination, evaluation, options);
        byte[] annotated = AnnotatedRdf.Of(rdf.Bytes, rdf.Path, evaluation);
        if (rdf.Zip is not null)
        {
            await ZipCopy.WriteAsync(source, rdf.Zip, destination, annotated, cancellationToken).ConfigureAwait(false);
        }
        else if (Directory.Exists(source))
        {
            await FolderCopy.WriteAsync(source, destination, rdf.Name, annotated, cancellationToken)
                .ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(destination, annotated, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the RDF of a package alone, with an evaluation in it.</summary>
    /// <param name="source">The package: a folder with an RDF, a zip, or the RDF itself.</param>
    /// <param name="destination">The file; nothing may be there yet.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="options">What is allowed of a zip; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidModelPackageException">As for <see cref="CopyAsync"/>.</exception>
    /// <exception cref="IOException">Something is at the destination, or it cannot be written.</exception>
    public static async Task WriteRdfAsync(
        string source,
        string destination,
        PackageEvaluation evaluation,
        PackageOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using RdfSource rdf = Open(source, destination, evaluation, options);
        byte[] annotated = AnnotatedRdf.Of(rdf.Bytes, rdf.Path, evaluation);
        await WriteAsync(destination, annotated, cancellationToken).ConfigureAwait(false);
    }

    private static RdfSource Open(
        string source, string destination, PackageEvaluation evaluation, PackageOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentException.ThrowIfNullOrEmpty(destination);
        ArgumentNullException.ThrowIfNull(evaluation);
        evaluation.ThrowIfInconsistent();
        if (Path.Exists(destination))
        {
            throw new IOException($"{destination}: is there already; expected a place where nothing is yet.");
        }

        return RdfSource.Open(source, options ?? new PackageOptions());
    }

    private static Task WriteAsync(string destination, byte[] bytes, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            destination,
            async (stream, token) => await stream.WriteAsync(bytes, token).ConfigureAwait(false),
            cancellationToken);
}
