namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>Somewhere to go.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Icon">What kind of thing it is, as a picture.</param>
/// <param name="Href">Its address, relative to the application's base.</param>
/// <param name="Code">A name that people use in code, in code type; may be null.</param>
/// <param name="Detail">What else tells it apart; may be null.</param>
internal sealed record PaletteItem(string Text, string Icon, string Href, string? Code = null, string? Detail = null);
