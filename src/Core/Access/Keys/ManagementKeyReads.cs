using System.Linq.Expressions;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Shows management API keys to those who manage them.</summary>
public sealed class ManagementKeyReads(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>The keys of a project, for its administrators.</summary>
    public async Task<Result<ManagementKeyList>> ListAsync(
        ProjectAccess access, ManagementKeyQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        return AccessGate.Check(access, Permission.Administer) is { } refusal
            ? refusal
            : await ListAsync(key => key.ProjectId == access.ProjectId, query, cancellationToken);
    }

    /// <summary>The keys of the instance and of all its projects.</summary>
    public Task<ManagementKeyList> ListAsync(InstanceAccess access, ManagementKeyQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync(_ => true, query, cancellationToken);
    }

    /// <summary>A key of a project, for its administrators; null when the project has none such.</summary>
    public async Task<Result<ManagementKeyItem?>> FindAsync(ProjectAccess access, int keyId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return AccessGate.Check(access, Permission.Administer) is { } refusal
            ? refusal
            : await FindAsync(key => key.ProjectId == access.ProjectId && key.Id == keyId, cancellationToken);
    }

    /// <summary>A key of the instance or of a project; null when there is none such.</summary>
    public Task<ManagementKeyItem?> FindAsync(InstanceAccess access, int keyId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return FindAsync(key => key.Id == keyId, cancellationToken);
    }

    private async Task<ManagementKeyItem?> FindAsync(Expression<Func<ManagementKey, bool>> which, CancellationToken cancellationToken)
        => (await ListAsync(which, new ManagementKeyQuery(), cancellationToken)).Page.Items.SingleOrDefault();

    private async Task<ManagementKeyList> ListAsync(
        Expression<Func<ManagementKey, bool>> which, ManagementKeyQuery query, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var found = Found(db, which, query.Search);
        var counts = await found
            .GroupBy(key => key.RevokedAt != null ? 2 : key.ExpiresAt != null && key.ExpiresAt <= now ? 1 : 0)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (ManagementKeyStatus)group.Key, group => group.Count, cancellationToken);
        var rows = await OfStatus(found, query.Status, now)
            .OrderBy(key => key.RevokedAt != null || (key.ExpiresAt != null && key.ExpiresAt <= now)).ThenByDescending(key => key.Id)
            .Skip(query.Skip).Take(query.Size)
            .Select(key => new { Key = key, Project = db.Set<Project>().Where(project => project.Id == key.ProjectId).Select(project => project.Name).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return new ManagementKeyList(
            new Page<ManagementKeyItem>(
                [.. rows.Select(row => Item(row.Key, row.Project, now))],
                counts.Where(count => query.Status is null || count.Key == query.Status).Sum(count => count.Value),
                query.Page,
                query.Size),
            counts);
    }

    // The keys of a deleted project open nothing.
    private static IQueryable<ManagementKey> Found(AppDbContext db, Expression<Func<ManagementKey, bool>> which, string? search)
        => db.Set<ManagementKey>().Where(which)
            .Where(key => key.ProjectId == null || db.Set<Project>().Any(project => project.Id == key.ProjectId && project.DeletedAt == null))
            .WithWords(search, key => key.NameFolded);

    private static IQueryable<ManagementKey> OfStatus(IQueryable<ManagementKey> keys, ManagementKeyStatus? status, DateTimeOffset now)
        => status is not { } wanted ? keys : wanted switch
        {
            ManagementKeyStatus.Active => keys.Where(key => key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)),
            ManagementKeyStatus.Expired => keys.Where(key => key.RevokedAt == null && key.ExpiresAt <= now),
            ManagementKeyStatus.Revoked => keys.Where(key => key.RevokedAt != null),
        };

    private static ManagementKeyItem Item(ManagementKey key, string? project, DateTimeOffset now) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Hint = key.Hint,
        Role = key.Role,
        ProjectId = key.ProjectId,
        Project = project,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
        RevokedBy = key.RevokedBy,
        Status = key.RevokedAt is not null ? ManagementKeyStatus.Revoked
            : key.ExpiresAt <= now ? ManagementKeyStatus.Expired
            : ManagementKeyStatus.Active,
    };
}
