namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>Convolution with a Gaussian cut at four deviations; outside of the plane its edge goes on.</summary>
internal static class GaussianBlur
{
    /// <summary>A blurred copy.</summary>
    /// <param name="plane">What is blurred.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    public static Plane Blur(Plane plane, double sigma)
    {
        float[] kernel = Kernel(sigma);
        Plane across = new(plane.Width, plane.Height);
        for (int y = 0; y < plane.Height; y++)
        {
            Convolve(plane.Values, y * plane.Width, 1, plane.Width, kernel, across.Values);
        }

        Plane both = new(plane.Width, plane.Height);
        for (int x = 0; x < plane.Width; x++)
        {
            Convolve(across.Values, x, plane.Width, plane.Height, kernel, both.Values);
        }

        return both;
    }

    private static float[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(4 * sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1)
            .Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))];
        double sum = weights.Sum();
        return [.. weights.Select(w => (float)(w / sum))];
    }

    private static void Convolve(
        float[] source, int start, int stride, int length, float[] kernel, float[] target)
    {
        int radius = kernel.Length / 2;
        for (int i = 0; i < length; i++)
        {
            float sum = 0;
            for (int k = -radius; k <= radius; k++)
            {
                int at = Math.Clamp(i + k, 0, length - 1);
                sum += kernel[k + radius] * source[start + (at * stride)];
            }

            target[start + (i * stride)] = sum;
        }
    }
}
