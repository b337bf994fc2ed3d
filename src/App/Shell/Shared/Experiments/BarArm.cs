namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>One arm in a bar.</summary>
/// <param name="Index">0 for control, then the variants in their fixed order; gives the colour.</param>
/// <param name="Key">Its key.</param>
/// <param name="Share">Of those inside.</param>
public sealed record BarArm(int Index, string Key, BasisPoints Share);
