using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Retention.Storage;

internal sealed class RetentionRowMapping : IEntityTypeConfiguration<RetentionRow>
{
    internal const string Table = "retention";

    public void Configure(EntityTypeBuilder<RetentionRow> builder)
    {
        builder.ToTable(Table);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.Days);
        builder.HasData(new RetentionRow { Id = RetentionRow.TheOne });
    }
}
