namespace BioZooCte.Packages.Annotation;

/// <summary>What a data set was to the model that was evaluated on it.</summary>
public enum DatasetRole
{
    /// <summary>It was, in part at least, the training data.</summary>
    Train,

    /// <summary>It was used while training, to choose a model or its settings.</summary>
    Validation,

    /// <summary>It was kept apart from training and comes from the same source as the training data.</summary>
    Test,

    /// <summary>It was not used for training and comes from another source.</summary>
    Independent,

    /// <summary>Whether the model has seen it is not known.</summary>
    Unknown,
}
