namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>Who leaves when a segment is excluded, as the engine has it of a sample of identities.</summary>
/// <param name="Sampled">How many identities were looked at.</param>
/// <param name="Known">How many of these are known by their traits; the others are made up and have none.</param>
/// <param name="Inside">How many of them are in the experiment now.</param>
/// <param name="Leaving">How many of these leave.</param>
public sealed record ExclusionForecast(int Sampled, int Known, int Inside, int Leaving)
{
    /// <summary>The share of those inside who leave, 0 to 1; null when the sample has nobody inside.</summary>
    public double? Share => Inside == 0 ? null : (double)Leaving / Inside;
}
