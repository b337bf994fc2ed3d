namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>What a condition can look at.</summary>
public enum PropertyKind
{
    Trait,
    Identifier,
    IdentityKey,
    EnvironmentName,
    EnvironmentKey,
}
