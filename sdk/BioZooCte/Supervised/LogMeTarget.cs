namespace BioZooCte.Supervised;

/// <summary>
/// One class against the rest, as the evidence sees it: squares of the target's components along the features'
/// directions, and of what lies beside them all. Nothing here is as long as there are samples.
/// </summary>
/// <param name="Samples">n.</param>
/// <param name="Channels">C.</param>
/// <param name="Square">Σ y²: the number of samples of the class.</param>
/// <param name="Eigenvalues">Those of FᵀF that are not 0.</param>
/// <param name="Along">Squares of the target's components in their directions.</param>
/// <param name="Beside">The square sum of what no linear model explains.</param>
internal sealed record LogMeTarget(
    int Samples, int Channels, double Square, double[] Eigenvalues, double[] Along, double Beside)
{
    private const int MostSteps = 10_000;
    private const double SmallestChange = 1e-12;

    /// <summary>From here on α/β stands for a limit, beside the greatest or the least eigenvalue.</summary>
    private const double Limit = 1e13;

    /// <summary>Residuals up to this share of the target are 0.</summary>
    private const double NegligibleResidual = 1e-12;

    private const int ProgramSteps = 11;
    private const double ProgramChange = 1e-3;
    private const double ProgramAddend = 1e-5;

    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <summary>The evidence at its maximum, by MacKay's fixed point from α = β = 1.</summary>
    public LogMeEvidence Maximum()
    {
        if (Samples > Eigenvalues.Length && Beside <= NegligibleResidual * Square)
        {
            return AtLimit(double.PositiveInfinity, LogMeMaximum.Unbounded);
        }

        double ratio = 1;
        double least = Eigenvalues.DefaultIfEmpty().Min();
        double greatest = Eigenvalues.DefaultIfEmpty().Max();
        for (int step = 1; step <= MostSteps; step++)
        {
            (double weights, double residual, double noise) = Fit(ratio);
            double alpha = (Samples - noise) / weights;
            double beta = noise / residual;
            double next = alpha / beta;
            if (!(next <= Limit * greatest))
            {
                double evidence = (Math.Log(Samples / Square) - 1 - LogTwoPi) / 2;
                return AtLimit(evidence, LogMeMaximum.NoSignal);
            }

            if (next < least / Limit)
            {
                (weights, residual, _) = Fit(next);
                beta = Samples / (residual + (next * weights));
                return AtLimit(Evidence(next, next * beta, beta) / Samples, LogMeMaximum.NoNoise);
            }

            if (Math.Abs(next - ratio) <= SmallestChange * ratio || step == MostSteps)
            {
                double evidence = Evidence(next, alpha, beta) / Samples;
                return new LogMeEvidence(evidence, LogMeMaximum.Inside, alpha, beta);
            }

            ratio = next;
        }

        throw new InvalidOperationException("The last step returns.");
    }

    /// <summary>The evidence per sample where the published program stops.</summary>
    public double OfProgram()
    {
        // With as many channels as samples or more it has an eigenvalue for each sample, those that are 0 among them.
        int empty = Samples > Channels ? 0 : Samples - Eigenvalues.Length;
        double ratio = 1;
        for (int step = 1; ; step++)
        {
            (double weights, double residual, double noise) = Fit(ratio);
            double alpha = (Samples - noise) / (weights + ProgramAddend);
            double beta = noise / (residual + ProgramAddend);
            double next = alpha / beta;
            if (step == ProgramSteps || Math.Abs(next - ratio) <= ProgramChange * ratio)
            {
                double logarithms = Eigenvalues.Sum(sigma => Math.Log(alpha + (beta * sigma)));
                return ((((Channels - empty) * Math.Log(alpha)) + (Samples * Math.Log(beta)) - logarithms
                    - (beta * residual) - (alpha * weights)) / Samples - LogTwoPi) / 2;
            }

            ratio = next;
        }
    }

    /// <summary>The best weights for a ratio α/β.</summary>
    /// <returns>|m|², |y − Fm|², and n − γ: how many directions are left to noise.</returns>
    private (double Weights, double Residual, double Noise) Fit(double ratio)
    {
        double weights = 0;
        double residual = Beside;
        double noise = Samples - Eigenvalues.Length;
        for (int i = 0; i < Eigenvalues.Length; i++)
        {
            double sum = Eigenvalues[i] + ratio;
            double share = ratio / sum;
            weights += Eigenvalues[i] * Along[i] / sum / sum;
            residual += Along[i] * share * share;
            noise += share;
        }

        return (weights, residual, noise);
    }

    /// <summary>The logarithm of the evidence; C ln α is taken together with the logarithms of α + βσ.</summary>
    private double Evidence(double ratio, double alpha, double beta)
    {
        (double weights, double residual, _) = Fit(ratio);
        double logarithms = Eigenvalues.Sum(sigma => Math.Log(1 + (sigma / ratio)));
        return ((Samples * (Math.Log(beta) - LogTwoPi)) - logarithms - (beta * residual) - (alpha * weights)) / 2;
    }

    private static LogMeEvidence AtLimit(double evidence, LogMeMaximum maximum) =>
        new(evidence, maximum, double.NaN, double.NaN);
}
