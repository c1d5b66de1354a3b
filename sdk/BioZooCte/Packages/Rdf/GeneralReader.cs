using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Reads what an RDF says about the model as a whole: its name, authors, citations and so on.
/// </summary>
internal sealed class GeneralReader(RdfField root, RdfVersion version)
{
    private const int ShortestName = 5;
    private const int LongestName = 128;
    private const int RecommendedName = 64;
    private const int LongestDescription = 1024;

    /// <summary>The name; of format 0.4 without slashes.</summary>
    public string ReadName()
    {
        RdfField field = root["name"];
        if (field.Require("the model's name").ReadText() is not string name)
        {
            return "";
        }

        if (version.IsFormat04)
        {
            name = name.Replace("/", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
            if (name.Length == 0)
            {
                field.Fail("a name");
            }
        }
        else if (name.Length is < ShortestName or > LongestName || !name.All(IsNameCharacter))
        {
            field.Fail($"{ShortestName} to {LongestName} letters, digits, spaces and _ + - ( )");
        }

        if (name.Length > RecommendedName)
        {
            field.Notice($"has {name.Length} characters, {RecommendedName} are recommended at most");
        }

        return name;
    }

    /// <summary>The description; required by format 0.4.</summary>
    public string ReadDescription()
    {
        RdfField field = root["description"];
        if (version.IsFormat04)
        {
            field.Require("a sentence");
        }

        string text = field.ReadText() ?? "";
        if (!version.IsFormat04 && text.Length > LongestDescription)
        {
            field.Fail($"{text.Length} characters", $"at most {LongestDescription}");
        }

        return text;
    }

    /// <summary>The identifier; of format 0.4 the nickname where there is none.</summary>
    public string? ReadId()
    {
        RdfField field = root["id"];
        string? id = field.ReadText();
        if (id is not null && !version.IsFormat04
            && (id.Length == 0 || id.StartsWith('/') || id.EndsWith('/') || !id.All(IsIdCharacter)))
        {
            field.Fail("lower-case letters, digits and _ - . /, with no / at either end");
        }

        return id ?? ReadNickname();
    }

    /// <summary>The name that the Zoo gave the model.</summary>
    public string? ReadNickname()
    {
        string? nickname = (root["config"]["bioimageio"]["nickname"].Node as RdfScalar)?.Value as string;
        return nickname is "" ? null : nickname;
    }

    /// <summary>The model's version as written; the version number where only that is stated.</summary>
    public string? ReadVersion() => root["version"].ReadLooseText("a version") ??
        root["version_number"].ReadLooseText("a number");

    /// <summary>The licence: an identifier, or the file that stands in its place.</summary>
    public string? ReadLicense()
    {
        RdfField field = root["license"];
        if (version.IsFormat04)
        {
            return field.Require("a licence, such as MIT").ReadText("a licence, such as MIT");
        }

        return field.Node is RdfMapping
            ? FileReader.Read(field)?.Source
            : field.ReadText("a licence, such as MIT");
    }

    /// <summary>The names of authors, maintainers and so on, their other fields checked.</summary>
    public ImmutableArray<string> ReadPeople(string key, bool isNameRequired)
    {
        RdfField field = root[key];
        if (version.IsFormat04 && key == "authors" && field.ReadItems("a list of authors").IsEmpty)
        {
            field.Fail("at least one author");
        }

        return PeopleReader.ReadNames(field, version, isNameRequired);
    }

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> ReadTexts(string key) =>
        [.. root[key].ReadItems("a list of texts").Select(item => item.Require("text").ReadText()).OfType<string>()];

    /// <summary>The citations: the text, followed by DOI or URL.</summary>
    public ImmutableArray<string> ReadCitations()
    {
        ImmutableArray<string>.Builder citations = ImmutableArray.CreateBuilder<string>();
        foreach (RdfField entry in root["cite"].ReadItems("a list of citations"))
        {
            if (entry.Require("a citation").ReadMapping("a citation with a text and a doi or url") is null)
            {
                continue;
            }

            entry.ExpectKeys("text", "doi", "url");
            string? text = entry["text"].Require("text").ReadText();
            string? doi = entry["doi"].ReadText();
            string? url = entry["url"].ReadText();
            if (string.IsNullOrEmpty(doi) && string.IsNullOrEmpty(url))
            {
                entry.Fail("a citation without doi and url", "one of them");
            }

            citations.Add($"{text?.Trim()} {(string.IsNullOrEmpty(doi) ? url : WithoutPrefix(doi))}".Trim());
        }

        return citations.ToImmutable();
    }

    /// <summary>The identifier of the model that this one comes from.</summary>
    public string? ReadParent()
    {
        RdfField field = root["parent"];
        if (field.Node is not RdfMapping)
        {
            return version.IsFormat04 ? field.ReadText() : ExpectMapping(field);
        }

        // Format 0.4 drops a parent that does not fit.
        if (version.IsFormat04)
        {
            return ((field["id"].Node ?? field["uri"].Node) as RdfScalar)?.Value as string;
        }

        field.ExpectKeys("id", "version", "version_number");
        string? parent = field["id"].Require("the model's identifier").ReadText();
        if (parent is not null && parent == (root["id"].Node as RdfScalar)?.Value as string)
        {
            field["id"].Fail($"'{parent}', the model itself", "another model");
        }

        return parent;
    }

    /// <summary>Checks what is not kept in the description.</summary>
    public void CheckRest()
    {
        ReadPeople("maintainers", isNameRequired: false);
        ReadPeople("packaged_by", isNameRequired: true);
        ReadTexts("links");
        GeneralRules.Check(root, version);
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "_+- ()".Contains(c);

    private static bool IsIdCharacter(char c) =>
        char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || "_-./".Contains(c);

    private static string? ExpectMapping(RdfField field)
    {
        field.ReadMapping("a mapping with the model's id");
        return null;
    }

    private static string WithoutPrefix(string doi)
    {
        foreach (string prefix in (string[])["https://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/"])
        {
            if (doi.StartsWith(prefix, StringComparison.Ordinal))
            {
                return doi[prefix.Length..];
            }
        }

        return doi;
    }
}
