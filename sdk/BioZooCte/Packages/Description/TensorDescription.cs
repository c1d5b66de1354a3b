using System.Collections.Immutable;

namespace BioZooCte.Packages.Description;

/// <summary>What a package states about one input or output tensor.</summary>
public abstract record TensorDescription
{
    /// <summary>
    /// The tensor's identifier in the RDF (<c>name</c> in format 0.4). It does not name anything in the
    /// weights.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>A sentence; empty where none is stated.</summary>
    public string Description { get; init; } = "";

    /// <summary>The axes, slowest first.</summary>
    public required ImmutableArray<AxisDescription> Axes { get; init; }

    /// <summary>What the elements are: one entry, or one for each channel.</summary>
    public required ImmutableArray<ElementDescription> Elements { get; init; }

    /// <summary>
    /// The processing steps as stated, in order; casts that a format implies are not among them.
    /// </summary>
    public ImmutableArray<ProcessingDescription> Processing { get; init; } = [];

    /// <summary>The tensor (.npy) that a test gives or expects; null where none is stated.</summary>
    public FileDescription? TestTensor { get; init; }

    /// <summary>A sample for people to look at; null where none is stated.</summary>
    public FileDescription? SampleTensor { get; init; }

    /// <summary>The position of an axis, or −1.</summary>
    public int IndexOfAxis(string id)
    {
        for (int i = 0; i < Axes.Length; i++)
        {
            if (Axes[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The axis of that identifier, or null.</summary>
    public AxisDescription? FindAxis(string id)
    {
        int index = IndexOfAxis(id);
        return index < 0 ? null : Axes[index];
    }
}
