using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Whether there is a value at all; empty text, zero and false are values.</summary>
internal sealed class PresenceTest(bool wanted) : ValueTest
{
    public override ConditionVerdict Run(ContextValue value) => Of(value.IsSet == wanted);
}
