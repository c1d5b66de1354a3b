namespace BioZooCte.Images;

/// <summary>One axis as a file has it.</summary>
/// <param name="Letter">Its letter, such as <c>z</c>.</param>
/// <param name="Size">Its length.</param>
/// <param name="IsStated">
/// Whether the file says which axis it is; else the letter is what is usual, or <c>?</c>.
/// </param>
internal readonly record struct FileAxis(char Letter, int Size, bool IsStated = true);
