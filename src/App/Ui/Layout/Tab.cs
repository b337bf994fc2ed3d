namespace ExperimentAdmin.App.Ui.Layout;

/// <summary>One of a few views of a page; each has an address.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Href">Its address.</param>
/// <param name="IsCurrent">Whether it is shown.</param>
/// <param name="Count">How many things it has; null shows no number.</param>
public sealed record Tab(string Text, string Href, bool IsCurrent, int? Count = null);
