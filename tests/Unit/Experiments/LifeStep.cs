using ExperimentAdmin.Core.Experiments.Endings;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Something that somebody does with an experiment or its flag.</summary>
/// <param name="Kind">What.</param>
/// <param name="Minutes">How long after the step before; may be no time at all.</param>
/// <param name="Percentage">Of a rollout, in basis points.</param>
/// <param name="Shares">Of a rollout or a default, in basis points.</param>
/// <param name="Ending">Of an end.</param>
/// <param name="IsElsewhere">Whether another process does it, which was started for it.</param>
internal sealed record LifeStep(LifeStepKind Kind, int Minutes, int Percentage, int[] Shares, EndingKind Ending, bool IsElsewhere)
{
    public override string ToString()
        => $"{Kind}{(IsElsewhere ? " elsewhere" : string.Empty)} +{Minutes} min {Percentage} [{string.Join(' ', Shares)}] {Ending}";
}
