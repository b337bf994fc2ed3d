namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>How many of a rule's conditions, and of its sub-rules, must hold.</summary>
public enum RuleType
{
    All,
    Any,
    None,
}
