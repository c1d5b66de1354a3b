namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>
/// Random numbers of the simulation. The n-th 64 bits are a hash of the key and n (SplitMix64: Steele, Lea and
/// Flood 2014, doi:10.1145/2660193.2660195), so that a key names its whole sequence.
/// </summary>
internal sealed class CounterRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _key;
    private ulong _counter;

    /// <summary>The sequence of a key, made of a seed and what the numbers are for.</summary>
    public CounterRandom(ulong seed, params ReadOnlySpan<ulong> purpose)
    {
        _key = Mix(seed + Golden);
        foreach (ulong part in purpose)
        {
            _key = Mix(_key ^ Mix(part + Golden));
        }
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(_key + (++_counter * Golden));

    /// <summary>Uniform in (0, 1): never either end, so that its logarithm exists.</summary>
    public double Uniform() => ((Bits() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two numbers.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Standard normal (Box and Muller).</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Log-normal with median 1 and this coefficient of variation.</summary>
    public double Spread(double variation) =>
        Math.Exp(Normal() * Math.Sqrt(Math.Log(1 + (variation * variation))));

    /// <summary>
    /// Poisson: by products below a mean of 10, else by Hörmann's transformed rejection (PTRS, 1993,
    /// doi:10.1016/0167-6687(93)90997-4).
    /// </summary>
    public int Poisson(double mean) => mean < 10 ? PoissonByProducts(mean) : PoissonByRejection(mean);

    private int PoissonByProducts(double mean)
    {
        double limit = Math.Exp(-mean);
        int count = 0;
        for (double product = Uniform(); product > limit; product *= Uniform())
        {
            count++;
        }

        return count;
    }

    private int PoissonByRejection(double mean)
    {
        double b = 0.931 + (2.53 * Math.Sqrt(mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double squeeze = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            double u = Uniform() - 0.5;
            double v = Uniform();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= squeeze)
            {
                return (int)k;
            }

            if (k < 0 || (us < 0.013 && v > us))
            {
                continue;
            }

            double accepted = (k * Math.Log(mean)) - mean - LogFactorial(k);
            if (Math.Log(v * inverseAlpha / ((a / (us * us)) + b)) <= accepted)
            {
                return (int)k;
            }
        }
    }

    /// <summary>ln k!, by Stirling's series from 10 on (error below 1e-9).</summary>
    private static double LogFactorial(double k)
    {
        if (k < 10)
        {
            double product = 1;
            for (int i = 2; i <= k; i++)
            {
                product *= i;
            }

            return Math.Log(product);
        }

        double inverse = 1 / k;
        double square = inverse * inverse;
        return (k * Math.Log(k)) - k + (0.5 * Math.Log(2 * Math.PI * k))
            + (inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square / 1260)))));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
