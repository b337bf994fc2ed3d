using MudBlazor;

namespace ExperimentAdmin.App.Ui;

/// <summary>A short message about what was just done.</summary>
/// <param name="Id">Tells two messages with the same words apart.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Kind">Success, unless there is something to mind.</param>
public sealed record Toast(int Id, string Text, Severity Kind);
