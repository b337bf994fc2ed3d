using ExperimentAdmin.Core.Access.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Presence;

internal sealed class PagePresenceMapping : IEntityTypeConfiguration<PagePresence>
{
    public void Configure(EntityTypeBuilder<PagePresence> builder)
    {
        builder.ToTable("page_presences");
        builder.HasKey(row => row.Visit);
        builder.Property(row => row.Visit).HasMaxLength(PagePresence.VisitLength);
        builder.Property(row => row.Name).HasMaxLength(Person.DisplayNameMaxLength);
        builder.HasIndex(row => new { row.ExperimentId, row.SeenAt }).HasDatabaseName("ix_page_presences_experiment");
        builder.HasIndex(row => row.SeenAt).HasDatabaseName("ix_page_presences_seen");
    }
}
