using BioZooCte.Tensors;

namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>
/// Makes images of fluorescent nuclei with exact labels, from the specimen to the camera's counts. The same seed
/// gives the same images, and each image depends on its own condition and number alone.
/// </summary>
internal static class NucleiSimulator
{
    /// <summary>One image of a condition.</summary>
    /// <param name="plan">The plan that it is part of.</param>
    /// <param name="condition">One of the plan's.</param>
    /// <param name="number">From 0.</param>
    /// <param name="seed">Another seed gives another specimen under the same microscope.</param>
    public static SimulatedImage Simulate(
        SimulationPlan plan, SimulationCondition condition, int number, ulong seed)
    {
        double depthBlur = condition.Optics.DefocusPixels(condition.Light.HazeDepthMicrometres);
        int margin = (int)Math.Ceiling(Math.Max(
            4 * depthBlur, condition.Optics.Pixels(condition.Nuclei.DiameterMicrometres)));
        int size = plan.ImageSize + (2 * margin);
        CounterRandom Numbers(Purpose purpose) => new(seed, Hash(condition.Name), (ulong)number, (ulong)purpose);

        NucleusField focused = NucleusField.Scatter(condition, size, 1, Numbers(Purpose.InFocus));
        NucleusField others = NucleusField.Scatter(
            condition, size, condition.Light.OutOfFocusNuclei, Numbers(Purpose.OutOfFocus));
        Plane sharp = Textured(focused.Light, condition, Numbers(Purpose.Texture));
        Plane expected = Crop(Expected(sharp, others.Light, condition), margin, plan.ImageSize);
        Illuminate(expected, condition.Light.CornerBrightness, Numbers(Purpose.Illumination));

        TensorShape shape = TensorShape.Of("yx", plan.ImageSize, plan.ImageSize);
        return new SimulatedImage(
            $"{condition.Name}-{number:00}.tif",
            AxisTensor.FromArray<ushort>(shape, Camera.Expose(expected, condition.Camera, Numbers(Purpose.Camera))),
            AxisTensor.FromArray<ushort>(shape, CropLabels(focused.Labels, size, margin, plan.ImageSize)));
    }

    /// <summary>Chromatin: the light times 1 + a smooth noise, which is never negative.</summary>
    private static Plane Textured(Plane light, SimulationCondition condition, CounterRandom random)
    {
        Plane noise = new(light.Width, light.Height);
        foreach (ref float value in noise.Values.AsSpan())
        {
            value = (float)random.Normal();
        }

        double sigma = condition.Optics.Pixels(condition.Nuclei.TextureMicrometres);
        Plane grains = GaussianBlur.Blur(noise, sigma);

        // A Gaussian leaves white noise of deviation 1 with 1/(2σ√π): this brings it back to the stated contrast.
        double scale = condition.Nuclei.TextureContrast * 2 * sigma * Math.Sqrt(Math.PI);
        Plane textured = new(light.Width, light.Height);
        for (int i = 0; i < light.Values.Length; i++)
        {
            textured.Values[i] = light.Values[i] * Math.Max(0, 1 + (float)(scale * grains.Values[i]));
        }

        return textured;
    }

    /// <summary>Photo-electrons under even illumination.</summary>
    private static Plane Expected(Plane sharp, Plane others, SimulationCondition condition)
    {
        Plane everything = new(sharp.Width, sharp.Height);
        for (int i = 0; i < everything.Values.Length; i++)
        {
            everything.Values[i] = sharp.Values[i] + others.Values[i];
        }

        LightSettings light = condition.Light;
        Plane inFocus = GaussianBlur.Blur(sharp, condition.Optics.BlurPixels);
        Plane haze = GaussianBlur.Blur(everything, condition.Optics.DefocusPixels(light.HazeDepthMicrometres));
        Plane electrons = new(sharp.Width, sharp.Height);
        for (int i = 0; i < electrons.Values.Length; i++)
        {
            double nuclei = ((1 - light.HazeShare) * inFocus.Values[i]) + (light.HazeShare * haze.Values[i]);
            electrons.Values[i] = (float)(light.BackgroundElectrons + (light.NucleusElectrons * nuclei));
        }

        return electrons;
    }

    /// <summary>
    /// A Gaussian round a centre that is up to a quarter of the image off the middle; the stated brightness is
    /// that at half of the diagonal from the centre.
    /// </summary>
    private static void Illuminate(Plane electrons, double cornerBrightness, CounterRandom random)
    {
        double centreX = electrons.Width * random.Uniform(0.25, 0.75);
        double centreY = electrons.Height * random.Uniform(0.25, 0.75);
        double corner = (Math.Pow(electrons.Width, 2) + Math.Pow(electrons.Height, 2)) / 4;
        for (int y = 0; y < electrons.Height; y++)
        {
            for (int x = 0; x < electrons.Width; x++)
            {
                double squared = Math.Pow(x + 0.5 - centreX, 2) + Math.Pow(y + 0.5 - centreY, 2);
                electrons[x, y] *= (float)Math.Pow(cornerBrightness, squared / corner);
            }
        }
    }

    private static Plane Crop(Plane plane, int margin, int size)
    {
        Plane cropped = new(size, size);
        for (int y = 0; y < size; y++)
        {
            plane.Values.AsSpan(((y + margin) * plane.Width) + margin, size)
                .CopyTo(cropped.Values.AsSpan(y * size, size));
        }

        return cropped;
    }

    /// <summary>The labels of a part, numbered anew from 1 in the order in which they appear.</summary>
    private static ushort[] CropLabels(ushort[] labels, int width, int margin, int size)
    {
        Dictionary<ushort, ushort> numbers = new() { [0] = 0 };
        ushort[] cropped = new ushort[size * size];
        for (int i = 0; i < cropped.Length; i++)
        {
            ushort label = labels[(((i / size) + margin) * width) + (i % size) + margin];
            if (!numbers.TryGetValue(label, out ushort number))
            {
                number = (ushort)numbers.Count;
                numbers.Add(label, number);
            }

            cropped[i] = number;
        }

        return cropped;
    }

    /// <summary>FNV-1a over the name's characters, the same on every machine.</summary>
    private static ulong Hash(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in name)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    /// <summary>What random numbers are for: each has a sequence of its own.</summary>
    private enum Purpose : ulong
    {
        InFocus,
        OutOfFocus,
        Texture,
        Illumination,
        Camera,
    }
}
