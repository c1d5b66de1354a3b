using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Annotation;

/// <summary>Whether nodes hold the same, wherever and however they are written.</summary>
internal static class NodeComparer
{
    /// <summary>Whether they do: the order of a mapping's keys says nothing.</summary>
    public static bool AreEqual(RdfNode a, RdfNode b) => (a, b) switch
    {
        (RdfScalar x, RdfScalar y) => Equals(x.Value, y.Value),
        (RdfSequence x, RdfSequence y) =>
            x.Items.Length == y.Items.Length && x.Items.Zip(y.Items).All(pair => AreEqual(pair.First, pair.Second)),
        (RdfMapping x, RdfMapping y) =>
            x.Entries.Length == y.Entries.Length
            && x.Entries.All(entry => y[entry.Key] is RdfNode other && AreEqual(entry.Value, other)),
        _ => false,
    };
}
