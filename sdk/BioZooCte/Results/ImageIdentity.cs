namespace BioZooCte.Results;

/// <summary>What makes an image the same image: its content, and the name that random numbers depend on.</summary>
public readonly record struct ImageIdentity
{
    // Taken once: a ranking looks each image up several times for each model.
    private readonly int _hash;

    /// <summary>An image.</summary>
    /// <param name="sha256">Of its file, 64 hexadecimal digits.</param>
    /// <param name="name">Its file's name without folders.</param>
    public ImageIdentity(string sha256, string name)
    {
        _hash = HashCode.Combine(sha256, name);
        Sha256 = sha256;
        Name = name;
    }

    /// <summary>Of its file, 64 hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Its file's name without folders.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
