using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>What one scope of a flag served.</summary>
/// <param name="Enabled">Whether it was enabled.</param>
/// <param name="Value">The control value; null for none.</param>
/// <param name="Shares">As <see cref="SharesText"/> writes them.</param>
internal sealed record StateMemory(bool Enabled, string? Value, string Shares)
{
    public static StateMemory Of(ScopedState state) => new(state.Enabled, state.Value, SharesText.Write(state.Allocations));

    public void Write(ScopedState state)
    {
        (state.Enabled, state.Value) = (Enabled, Value);
        state.Allocate(SharesText.Read(Shares)!);
    }
}
