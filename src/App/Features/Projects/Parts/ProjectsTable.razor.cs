using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Parts;

/// <summary>Projects with the way into each.</summary>
public sealed partial class ProjectsTable
{
    [Parameter, EditorRequired]
    public required Page<ProjectItem> Page { get; set; }

    [Parameter]
    public bool Busy { get; set; }
}
