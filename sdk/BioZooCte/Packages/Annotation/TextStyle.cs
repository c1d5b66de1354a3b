namespace BioZooCte.Packages.Annotation;

/// <summary>How a file is laid out, for what is added to it.</summary>
/// <param name="LineEnd">What ends its lines.</param>
/// <param name="Step">What a level of nesting adds to a line's beginning: blanks.</param>
/// <param name="Dash">What stands before the dashes of a sequence below its key: blanks, or nothing.</param>
internal sealed record TextStyle(string LineEnd, string Step, string Dash);
