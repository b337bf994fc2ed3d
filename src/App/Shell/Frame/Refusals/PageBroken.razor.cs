using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame.Refusals;

/// <summary>In place of a page that threw.</summary>
public sealed partial class PageBroken
{
    /// <summary>What it threw.</summary>
    [Parameter, EditorRequired]
    public required Exception Fault { get; set; }

    /// <summary>Shows the page again.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnRetry { get; set; }
}
