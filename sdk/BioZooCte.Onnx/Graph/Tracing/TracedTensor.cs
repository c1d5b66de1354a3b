namespace BioZooCte.Onnx.Graph.Tracing;

/// <summary>One tensor of a graph, with what is known of it at the sizes that the graph is traced with.</summary>
internal sealed class TracedTensor
{
    private readonly List<TraceLink> _links = [];

    /// <summary>A tensor of known sizes.</summary>
    public TracedTensor(string name, long[] sizes, int dataType)
    {
        Name = name;
        Sizes = sizes;
        DataType = dataType;
        Dimensions = new DimensionTrace[sizes.Length];
        Array.Fill(Dimensions, DimensionTrace.None);
    }

    private TracedTensor(string name)
    {
        Name = name;
        Sizes = [];
        Dimensions = [];
        IsKnown = false;
        Unbounded = uint.MaxValue;
    }

    /// <summary>Its name in the graph.</summary>
    public string Name { get; }

    /// <summary>Whether its sizes are known.</summary>
    public bool IsKnown { get; } = true;

    /// <summary>The length of each dimension.</summary>
    public long[] Sizes { get; }

    /// <summary>Its ONNX data type; 0 where it is not known.</summary>
    public int DataType { get; }

    /// <summary>How each dimension lies over the image.</summary>
    public DimensionTrace[] Dimensions { get; }

    /// <summary>What its values depend on.</summary>
    public TensorOrigin Origin { get; set; }

    /// <summary>Its elements, where they are few and known.</summary>
    public SmallValues? Values { get; set; }

    /// <summary>
    /// A bit for each dimension of the input along which an element depends on everything, or on what is not known.
    /// </summary>
    public uint Unbounded { get; set; }

    /// <summary>Where its dimensions come from.</summary>
    public IReadOnlyList<TraceLink> Links => _links;

    /// <summary>The number of dimensions.</summary>
    public int Rank => Sizes.Length;

    /// <summary>A tensor that could not be followed.</summary>
    public static TracedTensor Unknown(string name) => new(name);

    /// <summary>States that a dimension runs along one of a source.</summary>
    public void Follow(int dimension, TracedTensor source, int sourceDimension, AxisWindow window)
    {
        DimensionTrace trace = source.Dimensions[sourceDimension];
        if (trace.Mixed != 0)
        {
            trace = trace with { Jump = trace.Jump * window.Jump };
            Dimensions[dimension] = Dimensions[dimension].MeetingWith(trace);
            _links.Add(new TraceLink(dimension, source, sourceDimension, window));
        }
    }

    /// <summary>States that a dimension runs along one of a source, element by element.</summary>
    public void Follow(int dimension, TracedTensor source, int sourceDimension) =>
        Follow(dimension, source, sourceDimension, AxisWindow.Same);

    /// <summary>The dimensions of the input that decide positions along some of the dimensions.</summary>
    public uint MixedOver(IEnumerable<int> dimensions) =>
        dimensions.Aggregate(0u, (mixed, dimension) => mixed | Dimensions[dimension].Mixed);
}
