namespace BioZooCte.Results;

/// <summary>What makes an image the same image: its content, and the name that random numbers depend on.</summary>
/// <param name="Sha256">Of its file, 64 hexadecimal digits.</param>
/// <param name="Name">Its file's name without folders.</param>
public readonly record struct ImageIdentity(string Sha256, string Name)
{
    private const int EnoughDigits = 8;

    /// <summary>Of the name and the first digits of the content's hash, which tell as much as all of them do.</summary>
    public override int GetHashCode() => HashCode.Combine(
        Name, string.GetHashCode(Sha256.AsSpan(0, Math.Min(EnoughDigits, Sha256?.Length ?? 0))));
}
