namespace BioZooCte.Packages.Rdf;

/// <summary>The rules for fields of weights that are not kept in the description.</summary>
internal static class WeightsRules
{
    /// <summary>Adds a problem for each field that breaks a rule.</summary>
    public static void Check(RdfField entry, string format, RdfVersion version)
    {
        PeopleReader.ReadNames(entry["authors"], version, isNameRequired: true);
        if (version.IsFormat04)
        {
            entry.ExpectKeys(KeysOf04(format));
            if (format == "pytorch_state_dict" && version.Minor > 3)
            {
                CheckArchitecture04(entry);
            }

            return;
        }

        entry.ExpectKeys(KeysOf(format));
        entry["comment"].ReadText();
        switch (format)
        {
            case "torchscript" or "pytorch_state_dict":
                entry["pytorch_version"].Require("a version").ReadLooseText("a version");
                break;
            case "keras_v3":
                entry["keras_version"].Require("a version").ReadLooseText("a version");
                entry["backend"].Require("a backend and its version").ReadItems("a backend and its version");
                break;
            case "keras_hdf5" or "tensorflow_js" or "tensorflow_saved_model_bundle":
                entry["tensorflow_version"].Require("a version").ReadLooseText("a version");
                break;
            default:
                break;
        }

        FileReader.Read(entry["dependencies"]);
        if (format == "pytorch_state_dict")
        {
            CheckArchitecture05(entry["architecture"]);
            entry["strict"].ReadFlag();
        }
    }

    private static string[] KeysOf04(string format)
    {
        string[] common = ["source", "sha256", "attachments", "authors", "dependencies", "parent"];
        return format switch
        {
            "onnx" => [.. common, "opset_version"],
            "torchscript" => [.. common, "pytorch_version"],
            "pytorch_state_dict" =>
                [.. common, "pytorch_version", "architecture", "architecture_sha256", "kwargs"],
            _ => [.. common, "tensorflow_version"],
        };
    }

    private static string[] KeysOf(string format)
    {
        string[] common = ["source", "sha256", "authors", "parent", "comment"];
        return format switch
        {
            "onnx" => [.. common, "opset_version", "external_data"],
            "torchscript" => [.. common, "pytorch_version"],
            "pytorch_state_dict" => [.. common, "pytorch_version", "architecture", "dependencies", "strict"],
            "keras_v3" => [.. common, "keras_version", "backend"],
            "tensorflow_saved_model_bundle" => [.. common, "tensorflow_version", "dependencies"],
            _ => [.. common, "tensorflow_version"],
        };
    }

    private static void CheckArchitecture04(RdfField entry)
    {
        string? architecture = entry["architecture"].Require("where the network's class is").ReadText();
        RdfField hash = entry["architecture_sha256"];
        FileReader.ReadHash(hash);
        if (architecture?.Contains(':') ?? false)
        {
            hash.Require("the sha256 of the architecture's file");
        }
        else if (architecture is not null && !hash.IsAbsent)
        {
            hash.Fail("no hash, as the architecture is in no file of the package");
        }

        entry["kwargs"].ReadMapping("a mapping");
    }

    private static void CheckArchitecture05(RdfField architecture)
    {
        if (architecture.Require("a callable and where it is").ReadMapping("a mapping with a callable") is null)
        {
            return;
        }

        architecture["callable"].Require("a name").ReadText();
        architecture["kwargs"].ReadMapping("a mapping");
        if (architecture["import_from"].ReadText() is null)
        {
            FileReader.Read(architecture);
        }
    }
}
