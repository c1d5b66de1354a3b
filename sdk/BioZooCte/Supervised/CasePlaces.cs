namespace BioZooCte.Supervised;

/// <summary>How messages name a place among the features of cases.</summary>
internal static class CasePlaces
{
    /// <summary>A layer.</summary>
    public static string Of(string layer) => $"layer '{layer}'";

    /// <summary>A case in a layer.</summary>
    public static string Of(string layer, string name) => $"{Of(layer)}, case '{name}'";

    /// <summary>A class of a case.</summary>
    public static string Of(string layer, string name, int number) => $"{Of(layer, name)}, class {number}";
}
