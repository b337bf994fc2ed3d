using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What an experiment is on, and who brought it where it is.</summary>
public sealed partial class ExperimentFacts
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentItem Item { get; set; }
}
