using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Parts;

/// <summary>The way to the first experiment of an environment, from wherever its project is.</summary>
public sealed partial class FirstSteps
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagAvailability Flags { get; set; }

    /// <summary>Whether this person can take the steps.</summary>
    [Parameter, EditorRequired]
    public required bool MayCreate { get; set; }

    private string Somebody => Workspace.Environment.IsArchived
        ? $"{Workspace.Environment.Name} is archived and read only."
        : $"A product manager of {Workspace.Project.Name} can do this.";
}
