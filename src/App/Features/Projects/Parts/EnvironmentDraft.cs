using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Features.Projects.Parts;

/// <summary>An environment that is being typed.</summary>
public sealed class EnvironmentDraft
{
    public string? Name { get; set; }

    public Versioning Versioning { get; set; } = Versioning.V2;

    public bool IsProduction { get; set; }
}
