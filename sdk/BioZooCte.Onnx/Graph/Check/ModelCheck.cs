using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>
/// Whether a model holds together, before the runtime sees it: versions, operators, order of the nodes, sizes of
/// tensors against their data.
/// </summary>
internal sealed class ModelCheck(string name, ExternalFiles external)
{
    /// <summary>The newest version of the file format that the runtime reads.</summary>
    private const int MostFormatVersion = 13;

    /// <summary>Checks a model.</summary>
    /// <exception cref="InvalidModelPackageException">It does not hold together; with the place.</exception>
    public void Check(ModelProto model)
    {
        if (model.Graph is null)
        {
            throw Error("graph", "missing", "a graph");
        }

        if (model.IrVersion is < 1 or > MostFormatVersion)
        {
            throw Error("ir_version", $"{model.IrVersion}", $"a version from 1 to {MostFormatVersion}");
        }

        CheckOperatorSets(model);
        HashSet<string> functions = [.. model.Functions.Select(f => $"{f.Domain}:{f.Name}")];
        OperatorCheck operators = new(name, functions);
        GraphCheck graph = new(name, new TensorCheck(name, external), operators, new AttributeCheck(name));
        graph.Check(model.Graph);
        for (int i = 0; i < model.Functions.Count; i++)
        {
            graph.Check(model.Functions[i], $"functions[{i}]");
        }
    }

    private void CheckOperatorSets(ModelProto model)
    {
        if (model.OpsetImport.Count == 0)
        {
            throw Error("opset_import", "missing", "the versions of the operators");
        }

        for (int i = 0; i < model.OpsetImport.Count; i++)
        {
            OperatorSetIdProto set = model.OpsetImport[i];
            string place = $"opset_import[{i}]";
            bool isStandard = KnownOperators.IsStandard(set.Domain);
            if (set.Version < 1 || (isStandard && set.Version > KnownOperators.MostVersion))
            {
                throw Error(
                    place,
                    $"version {set.Version} of '{Place.Shorten(set.Domain)}'",
                    isStandard ? $"a version from 1 to {KnownOperators.MostVersion}" : "a version above 0");
            }
        }

        if (model.OpsetImport.Count(set => KnownOperators.IsStandard(set.Domain)) > 1)
        {
            throw Error("opset_import", "two versions of the standard operators", "one");
        }
    }

    private InvalidModelPackageException Error(string place, string found, string expected) =>
        new(name, null, place, found, expected);
}
