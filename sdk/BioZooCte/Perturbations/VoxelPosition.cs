namespace BioZooCte.Perturbations;

/// <summary>
/// A place in the whole, unpadded input of a model, whatever the order of its axes; 0 along those it lacks.
/// </summary>
internal readonly record struct VoxelPosition(int Channel, int Frame, int Slice, int Row, int Column);
