using System.Globalization;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>The rules of both formats for fields that are not kept in the description.</summary>
internal static class GeneralRules
{
    private static readonly string[] CoverEndings = [".gif", ".jpeg", ".jpg", ".png", ".svg"];

    /// <summary>Adds a problem for each field that breaks a rule.</summary>
    public static void Check(RdfField root, RdfVersion version)
    {
        CheckFiles(root, version);
        RdfField timestamp = root["timestamp"];
        if (version.IsFormat04)
        {
            timestamp.Require("a time, such as 2024-12-31T12:00:00Z");
        }

        if (timestamp.ReadText() is string time
            && !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            timestamp.Fail("a time, such as 2024-12-31T12:00:00Z");
        }

        root["config"].ReadMapping("a mapping");
        root["training_data"].ReadMapping("a data set, or a mapping with its id");
        root["git_repo"].ReadText("a URL");
        RdfField mode = root["run_mode"];
        if (mode.ReadMapping("a mapping with a name") is not null)
        {
            mode["name"].Require("a name").ReadText();
            mode["kwargs"].ReadMapping("a mapping");
        }

        RdfField uploader = root["uploader"];
        if (uploader.ReadMapping("a person with an e-mail address") is not null)
        {
            uploader["email"].Require("an e-mail address").ReadText();
            uploader["name"].ReadText();
        }

        CheckEmoji(root["id_emoji"], version);
    }

    private static void CheckFiles(RdfField root, RdfVersion version)
    {
        RdfField documentation = root["documentation"];
        if (version.IsFormat04)
        {
            documentation.Require("a file that ends in .md");
        }

        ExpectEnding(documentation, FileReader.Read(documentation), [".md"]);
        string[] endings = version.IsFormat04 ? [.. CoverEndings, ".tif", ".tiff"] : CoverEndings;
        foreach (RdfField cover in root["covers"].ReadItems("a list of files"))
        {
            ExpectEnding(cover, FileReader.Read(cover.Require("a file")), endings);
        }

        RdfField attachments = root["attachments"];
        if (version.IsFormat04)
        {
            attachments.ReadMapping("a mapping with a list of files");
            attachments = attachments["files"];
        }

        foreach (RdfField attachment in attachments.ReadItems("a list of files"))
        {
            FileReader.Read(attachment.Require("a file"));
        }
    }

    private static void ExpectEnding(RdfField field, FileDescription? file, string[] endings)
    {
        bool isUrl = file?.Source.Contains("://", StringComparison.Ordinal) ?? false;
        if (file is not null && !isUrl
            && !endings.Any(ending => file.Source.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            field.Fail($"'{file.Source}'", $"a file that ends in {string.Join(", ", endings)}");
        }
    }

    private static void CheckEmoji(RdfField field, RdfVersion version)
    {
        if (field.ReadText("an emoji") is string text)
        {
            int most = version.IsFormat04 ? 1 : 2;
            int count = text.EnumerateRunes().Count();
            if (count < 1 || count > most)
            {
                field.Fail($"{count} characters", most == 1 ? "one" : "one or two");
            }
        }
    }
}
