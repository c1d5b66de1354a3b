namespace BioZooCte.Segmentation;

/// <summary>One class of a model whose channels are classes by softmax.</summary>
/// <param name="Channel">Its position along the channel axis.</param>
/// <param name="Name">Its name, or its position as text where no one named it.</param>
public readonly record struct ForegroundClass(int Channel, string Name);
