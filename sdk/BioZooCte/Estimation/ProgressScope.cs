namespace BioZooCte.Estimation;

/// <summary>The part of a ranking's progress that is one model's.</summary>
internal sealed class ProgressScope(
    IProgress<EstimationProgress>? progress, int modelIndex, int modelCount, int imageCount)
{
    /// <summary>Reports a part of the model's work that is of all its images.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="share">The part that is done, 0 to 1.</param>
    public void ReportShare(string model, double share)
    {
        double images = share * imageCount;
        Report(model, (int)images, images - (int)images);
    }

    /// <summary>Reports what of the model's images is done.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="imagesDone">Whole images.</param>
    /// <param name="fractionOfNext">The part of the next one, 0 to 1.</param>
    public void Report(string model, int imagesDone, double fractionOfNext = 0)
    {
        double ofModel = imageCount == 0 ? 1 : Math.Min(1, (imagesDone + fractionOfNext) / imageCount);
        progress?.Report(new EstimationProgress(
            modelIndex, modelCount, model, imagesDone, imageCount, (modelIndex + ofModel) / modelCount));
    }
}
