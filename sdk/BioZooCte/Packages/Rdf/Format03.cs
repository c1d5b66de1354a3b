using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>
/// Turns an RDF of format 0.3 into one of 0.4: fields move, lines stay. Authors become mappings, completed by
/// <c>config.future</c>; <c>reference_input</c> becomes <c>reference_tensor</c>; the architecture moves under
/// its weights; <c>pytorch_script</c> becomes <c>torchscript</c>.
/// </summary>
internal static class Format03
{
    /// <summary>The RDF in the fields of format 0.4.</summary>
    public static RdfMapping Upgrade(RdfMapping rdf)
    {
        RdfMapping? future = (rdf["config"] as RdfMapping)?["future"] is RdfMapping futures
            ? futures["0.3.2"] as RdfMapping
            : null;
        RdfMapping upgraded = rdf;
        if (rdf["type"] is null)
        {
            upgraded = upgraded.With("type", new RdfScalar(rdf.Line, "model", "model"));
        }

        if (rdf["version"] is null && future?["version"] is RdfNode version)
        {
            upgraded = upgraded.With("version", version);
        }

        foreach (string people in (string[])["authors", "packaged_by"])
        {
            if (rdf[people] is RdfSequence list)
            {
                upgraded = upgraded.With(people, UpgradePeople(list, future?[people] as RdfSequence));
            }
        }

        if (rdf["outputs"] is RdfSequence outputs)
        {
            upgraded = upgraded.With(
                "outputs", outputs with { Items = [.. outputs.Items.Select(UpgradeOutput)] });
        }

        if (rdf["weights"] is RdfMapping weights)
        {
            upgraded = upgraded.With(
                "weights", UpgradeWeights(rdf, weights, future?["weights"] as RdfMapping));
        }

        return upgraded.Without("language", "framework", "source", "sha256", "kwargs");
    }

    private static RdfSequence UpgradePeople(RdfSequence people, RdfSequence? future) => people with
    {
        Items = [.. people.Items.Select((person, i) =>
        {
            if (person is not RdfScalar { Value: string } name)
            {
                return person;
            }

            RdfMapping known = i < (future?.Items.Length ?? 0) && future!.Items[i] is RdfMapping more
                ? more
                : new RdfMapping(name.Line, []);
            return known.With("name", name);
        })],
    };

    private static RdfNode UpgradeOutput(RdfNode output)
    {
        if (output is RdfMapping mapping && mapping["shape"] is RdfMapping shape
            && shape["reference_input"] is RdfNode reference && shape["reference_tensor"] is null)
        {
            return mapping.With(
                "shape", shape.Without("reference_input").With("reference_tensor", reference));
        }

        return output;
    }

    private static RdfMapping UpgradeWeights(RdfMapping rdf, RdfMapping weights, RdfMapping? future)
    {
        RdfMapping upgraded = weights with
        {
            Entries = [.. weights.Entries.Select(entry =>
            {
                if (entry.Value is not RdfMapping format)
                {
                    return entry;
                }

                RdfSequence? more = (future?[entry.Key] as RdfMapping)?["authors"] as RdfSequence;
                RdfMapping value = format["authors"] is RdfSequence authors
                    ? format.With("authors", UpgradePeople(authors, more))
                    : format;
                return new(entry.Key == "pytorch_script" ? "torchscript" : entry.Key, value);
            })],
        };
        if (upgraded["pytorch_state_dict"] is not RdfMapping state)
        {
            return upgraded;
        }

        foreach ((string from, string to) in ((string, string)[])
            [("source", "architecture"), ("sha256", "architecture_sha256"), ("kwargs", "kwargs")])
        {
            if (rdf[from] is RdfNode node && state[to] is null)
            {
                state = state.With(to, node);
            }
        }

        return upgraded.With("pytorch_state_dict", state);
    }
}
