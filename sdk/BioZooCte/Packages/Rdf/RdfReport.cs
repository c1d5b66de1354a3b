using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Collects what is wrong with an RDF, so that all of it is told at once, and what is worth a notice.
/// </summary>
/// <param name="path">The RDF as errors name it.</param>
/// <param name="notices">Notices are added here.</param>
internal sealed class RdfReport(string path, ICollection<PackageNotice> notices)
{
    private readonly List<PackageProblem> _problems = [];

    /// <summary>
    /// Whether the RDF is of a format version newer than those known: what is not known is then noticed, not
    /// refused.
    /// </summary>
    public bool IsNewer { get; set; }

    /// <summary>How many problems there are.</summary>
    public int ProblemCount => _problems.Count;

    /// <summary>Adds a problem.</summary>
    public void AddProblem(int line, string field, string found, string expected) =>
        _problems.Add(new PackageProblem(path, LineOrNull(line), field, found, expected));

    /// <summary>Adds a notice.</summary>
    public void AddNotice(int line, string field, string message) =>
        notices.Add(new PackageNotice(path, LineOrNull(line), field, message));

    /// <summary>The root of the RDF.</summary>
    public RdfField Root(RdfMapping mapping) => new(mapping, "", mapping.Line, this);

    /// <summary>Ends the reading if there is a problem.</summary>
    /// <exception cref="InvalidModelPackageException">There is; all of them.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new InvalidModelPackageException([.. _problems]);
        }
    }

    private static int? LineOrNull(int line) => line > 0 ? line : null;
}
