using BioZooCte.Files;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Yaml;

namespace BioZooCte.Packages.Rdf;

/// <summary>Reads the text of an RDF of a model, of any format from 0.3.0 to 0.5.14.</summary>
internal static class RdfReader
{
    /// <summary>What an RDF states. Files that it names are not looked at.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="path">The RDF as errors name it.</param>
    /// <param name="notices">What was noticed is added here.</param>
    /// <exception cref="InvalidModelPackageException">
    /// It is not valid, or of a format that is not supported.
    /// </exception>
    public static ModelDescription Parse(string text, string path, ICollection<PackageNotice> notices)
    {
        RdfReport report = new(path, notices);
        if (YamlReader.Read(text, path, notices) is not RdfMapping written)
        {
            throw new InvalidModelPackageException(
                path, 1, null, "the file is no mapping", "the RDF of a model");
        }

        RdfField root = report.Root(written);
        RdfVersion? version = RdfVersion.Read(root["format_version"]);
        report.ThrowIfAny();
        if (version is { Minor: 3 })
        {
            root = report.Root(Format03.Upgrade(written));
        }

        RdfField type = root["type"].Require("'model'");
        if (!type.IsAbsent && type.ReadText("'model'") is string found && found != "model")
        {
            type.Fail("'model'");
        }

        report.ThrowIfAny();
        ModelDescription? model = ModelReader.Read(root, written, version!.Value);
        report.ThrowIfAny();
        return model is not null
            ? model with { RdfSha256 = ContentHash.Of(text) }
            : throw new InvalidOperationException("An RDF without problems gives a description.");
    }
}
