namespace ExperimentAdmin.Core.Common;

/// <summary>What kind of caller made a change.</summary>
public enum ActorKind
{
    Person,
    Key,
    System,
}
