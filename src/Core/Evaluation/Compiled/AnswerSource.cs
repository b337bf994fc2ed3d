namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>Which kind of state supplied an answer.</summary>
public enum AnswerSource
{
    /// <summary>The environment default.</summary>
    Default,

    /// <summary>The override of a segment.</summary>
    Segment,

    /// <summary>The override of this one identity.</summary>
    Identity,
}
