namespace ExperimentAdmin.App.Ui.Layout;

/// <summary>One step of the way back up.</summary>
/// <param name="Text">What the page is called.</param>
/// <param name="Href">Its address, relative to the application's base.</param>
public sealed record Crumb(string Text, string Href);
