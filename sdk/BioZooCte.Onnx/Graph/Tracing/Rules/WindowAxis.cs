namespace BioZooCte.Onnx.Graph.Tracing.Rules;

/// <summary>A sliding window along one dimension.</summary>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Positions from one window to the next.</param>
/// <param name="Dilation">Positions from one tap to the next.</param>
/// <param name="PadBefore">Positions added before the first.</param>
/// <param name="Length">Windows.</param>
internal readonly record struct WindowAxis(long Kernel, long Stride, long Dilation, long PadBefore, long Length)
{
    /// <summary>The positions that each window takes.</summary>
    public AxisWindow ToWindow() => AxisWindow.Convolution(Kernel, Stride, Dilation, PadBefore);
}
