using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Annotation;
using BioZooCte.Packages.Files;
using BioZooCte.Ranking;

namespace BioZooCte.Reports.Annotation;

/// <summary>Finds the packages that a ranking was made of, and makes sure that they are those.</summary>
/// <param name="packages">Packages on this machine, among them those of the ranking.</param>
/// <param name="backend">What reads their weights, as in the ranking.</param>
/// <param name="options">What is allowed of a package; null for the defaults.</param>
public sealed class RankedPackageFinder(
    IEnumerable<string> packages, IModelBackend backend, PackageOptions? options = null)
{
    private readonly ImmutableArray<string> _packages = [.. packages];

    /// <summary>The package of a model, and the evaluation with the identifier that the package states.</summary>
    /// <param name="model">A model of the ranking that has an evaluation.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="InvalidReportException">
    /// No package has the model's name, or several have, or the weights of the one that has are others than those ranked.
    /// </exception>
    /// <exception cref="InvalidModelPackageException">The package cannot be read.</exception>
    /// <exception cref="UnsupportedModelException">The backend does not run it.</exception>
    public async Task<(string Source, PackageEvaluation Evaluation)> FindAsync(
        RankedEvaluation model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        PackageEvaluation evaluation = model.Evaluation
            ?? throw new ArgumentException(
                $"The model {model.ModelId} has no evaluation: {model.ReasonAgainst}.", nameof(model));
        string[] parts = model.ModelId.Split('/');
        string[] fitting = [.. _packages.Where(package => EndsWith(package, parts))];
        if (fitting.Length != 1)
        {
            throw new InvalidReportException(
                model.Report,
                $"{model.Place}.id",
                $"'{model.ModelId}', the name of {Named(fitting)}",
                "the name of one package");
        }

        using ModelPackage package =
            await ModelPackageReader.OpenAsync(fitting[0], options, cancellationToken).ConfigureAwait(false);
        string sha256 = backend.Examine(package).Sha256;
        if (sha256 != model.Sha256)
        {
            throw new InvalidReportException(
                model.Report,
                $"{model.Place}.sha256",
                model.Sha256 ?? "null",
                $"{sha256}, the sha256 of the weights of {fitting[0]}");
        }

        string? id = package.Description.Id;
        bool isIdentifier = id is not null && PackageEvaluation.IsIdentifier(id);
        return (fitting[0], isIdentifier ? evaluation with { ModelId = id } : evaluation);
    }

    private static bool EndsWith(string package, string[] parts) =>
        PathSuffixes.ModelParts(Path.GetFullPath(package), PackageId.Of(package))
            .TakeLast(parts.Length).SequenceEqual(parts);

    private static string Named(string[] packages) =>
        packages.Length == 0 ? "no package given" : string.Join(" and ", packages);
}
