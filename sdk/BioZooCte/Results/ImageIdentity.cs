namespace BioZooCte.Results;

/// <summary>What makes an image the same image: its content, and the name that random numbers depend on.</summary>
/// <param name="Sha256">Of its file, 64 hexadecimal digits.</param>
/// <param name="Name">Its file's name without folders.</param>
public readonly record struct ImageIdentity(string Sha256, string Name);
