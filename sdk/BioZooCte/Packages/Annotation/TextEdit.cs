namespace BioZooCte.Packages.Annotation;

/// <summary>A change of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters go; 0 where something is only put in.</param>
/// <param name="Text">What comes.</param>
internal readonly record struct TextEdit(int Start, int Length, string Text)
{
    /// <summary>The text with edits made.</summary>
    /// <param name="text">The text.</param>
    /// <param name="edits">In the order of their places, none reaching into the next.</param>
    public static string Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        for (int i = edits.Count - 1; i >= 0; i--)
        {
            TextEdit edit = edits[i];
            text = string.Concat(text.AsSpan(0, edit.Start), edit.Text, text.AsSpan(edit.Start + edit.Length));
        }

        return text;
    }
}
