namespace ExperimentAdmin.Core.Serving;

/// <summary>The override of one identity as answers carry it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Identifier">Whose it is.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record ServedIdentity(int Id, string Identifier, DateTimeOffset CreatedAt);
